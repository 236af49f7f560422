'use client'

import { Form } from '@/components/form/form'
import { PasswordField } from '@/components/form/password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'

type SignInFormProps = { goTo: string; texts: { email: string; password: string; submit: string } }

/** A whole new page afterwards: nothing read while signed out may stay. */
export function SignInForm({ goTo, texts }: SignInFormProps) {
  return (
    <Form action="/api/session" onDone={() => window.location.assign(goTo)}>
      <TextField
        name="email"
        type="email"
        label={texts.email}
        autoComplete="username"
        inputMode="email"
        dir="ltr"
        spellCheck={false}
        autoCapitalize="none"
      />
      <PasswordField name="password" label={texts.password} autoComplete="current-password" />
      <SubmitButton>{texts.submit}</SubmitButton>
    </Form>
  )
}
