'use client'

import { Form } from '@/components/form/form'
import { PasswordField } from '@/components/form/password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { useTexts } from '@/components/layout/texts-provider'

export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const texts = useTexts()
  return (
    <Form action="/api/session" onDone={onSignedIn}>
      <TextField
        name="email"
        type="email"
        label={texts.common('email')}
        autoComplete="username"
        inputMode="email"
        dir="ltr"
        spellCheck={false}
        autoCapitalize="none"
      />
      <PasswordField name="password" label={texts.common('password')} autoComplete="current-password" />
      <SubmitButton>{texts.common('signIn')}</SubmitButton>
    </Form>
  )
}
