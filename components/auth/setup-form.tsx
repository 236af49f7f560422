'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { Form } from '@/components/form/form'
import { PasswordField } from '@/components/form/password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'

type SetupFormProps = {
  texts: Record<'name' | 'nameHint' | 'email' | 'emailHint' | 'password' | 'passwordHint' | 'submit', string>
  /** Shown when the link's secret is missing. */
  withoutSecret: ReactNode
  heading: ReactNode
}

function subscribe(changed: () => void) {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

/** The secret is in the address' fragment, which no server, proxy or log ever sees. Null until the browser has it. */
const useSecret = (): string | null =>
  useSyncExternalStore(
    subscribe,
    () => window.location.hash.slice(1),
    () => null,
  )

export function SetupForm({ texts, withoutSecret, heading }: SetupFormProps) {
  const secret = useSecret()
  if (secret === '') return withoutSecret
  return (
    <>
      {heading}
      <Form
        action="/api/setup"
        toBody={(values) => ({ ...values, secret: secret ?? '' })}
        onDone={() => window.location.assign('/connections/new')}
      >
        <TextField name="name" label={texts.name} hint={texts.nameHint} autoComplete="name" />
        <TextField
          name="email"
          type="email"
          label={texts.email}
          hint={texts.emailHint}
          autoComplete="username"
          inputMode="email"
          dir="ltr"
          spellCheck={false}
          autoCapitalize="none"
        />
        <PasswordField name="password" label={texts.password} hint={texts.passwordHint} autoComplete="new-password" />
        <SubmitButton>{texts.submit}</SubmitButton>
      </Form>
    </>
  )
}
