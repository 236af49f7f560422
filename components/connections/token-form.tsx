'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Fold } from '@/components/data/fold'
import { InsetNote } from '@/components/feedback/inset-note'
import { ButtonLink } from '@/components/form/button'
import { Form } from '@/components/form/form'
import { PasswordField } from '@/components/form/password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { PageHeading } from '@/components/layout/page-heading'
import type { ConnectionView, ConnectionWarning } from '@/lib/connections/view'
import { StartMove } from './start-move'
import { useStartMigration } from './use-start-migration'

type TextKey =
  | ConnectionWarning
  | 'hint'
  | 'why'
  | 'more'
  | 'label'
  | 'labelHint'
  | 'appSecret'
  | 'appSecretHint'
  | 'submit'
  | 'pending'
  | 'slow'
  | 'savedHeading'
  | 'goOn'

type TokenFormProps = {
  /** The connection that gets a new token; null makes a new one. */
  replaces: string | null
  heading: ReactNode
  texts: Record<TextKey, string>
}

type Values = { token: string; label?: string; appSecret?: string }

/** Straight on when all is well; a token with a warning stops once, with the warning in words. */
export function TokenForm({ replaces, heading, texts }: TokenFormProps) {
  const router = useRouter()
  const { start, problem } = useStartMigration()
  const [warned, setWarned] = useState<ConnectionView | null>(null)

  if (warned) {
    return (
      <>
        <PageHeading>{texts.savedHeading}</PageHeading>
        <InsetNote tone="attention" role="status">
          {warned.warnings.map((warning) => (
            <p key={warning}>{texts[warning]}</p>
          ))}
        </InsetNote>
        {replaces ? (
          <p>
            <ButtonLink href="/connections">{texts.goOn}</ButtonLink>
          </p>
        ) : (
          <StartMove connectionId={warned.id}>{texts.goOn}</StartMove>
        )}
      </>
    )
  }

  function goOn(view: ConnectionView) {
    if (view.warnings.length > 0) return setWarned(view)
    if (!replaces) return start(view.id)
    router.push('/connections')
    router.refresh()
  }

  return (
    <Form<Values, ConnectionView>
      action={replaces ? `/api/connections/${replaces}` : '/api/connections'}
      method={replaces ? 'PATCH' : 'POST'}
      toBody={({ token, label, appSecret }) => ({
        ...(replaces ? {} : { kind: 'live' }),
        token,
        ...(label?.trim() ? { label } : {}),
        ...(appSecret?.trim() ? { appSecret } : {}),
      })}
      onDone={goOn}
    >
      {heading}
      {problem ? (
        <InsetNote tone="problem" role="alert">
          <p>{problem}</p>
        </InsetNote>
      ) : null}
      <p>{texts.why}</p>
      <TextareaField
        name="token"
        hint={texts.hint}
        digits
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        dir="ltr"
      />
      <Fold title={texts.more}>
        {replaces ? null : <TextField name="label" label={texts.label} hint={texts.labelHint} autoComplete="off" />}
        <PasswordField name="appSecret" label={texts.appSecret} hint={texts.appSecretHint} autoComplete="off" />
      </Fold>
      <SubmitButton pendingText={texts.pending} slowText={texts.slow}>
        {texts.submit}
      </SubmitButton>
    </Form>
  )
}
