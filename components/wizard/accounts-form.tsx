'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { type RadioRow, RadiosField } from '@/components/form/radios-field'
import { SubmitButton } from '@/components/form/submit-button'
import { MoveForm } from './move-form'
import { migrationApi, stepPath } from './paths'

export const UNLISTED = 'unlisted'

type AccountsFormProps = {
  id: string
  version: number
  refusedAt: string | null
  from: { legend: ReactNode; rows: readonly RadioRow[]; preset?: string | undefined }
  to: { legend: ReactNode; rows: readonly RadioRow[]; preset?: string | undefined }
  submit: string
  reading: string
}

type Values = { sourceWabaId: string | null; destinationWabaId: string | null }

export function AccountsForm({ id, version, refusedAt, from, to, submit, reading }: AccountsFormProps) {
  const router = useRouter()
  return (
    <MoveForm<Values>
      id={id}
      version={version}
      refusedAt={refusedAt}
      action={migrationApi(id)}
      method="PATCH"
      defaultValues={{ sourceWabaId: from.preset ?? null, destinationWabaId: to.preset ?? null }}
      toBody={({ sourceWabaId, destinationWabaId }) => ({
        ...(sourceWabaId === UNLISTED ? { sourceUnlisted: true } : { sourceWabaId, sourceUnlisted: false }),
        ...(destinationWabaId === null ? {} : { destinationWabaId }),
      })}
      onDone={() => router.push(stepPath(id, 'checks'))}
    >
      <RadiosField name="sourceWabaId" legend={from.legend} rows={from.rows} defaultValue={from.preset} />
      <RadiosField name="destinationWabaId" legend={to.legend} rows={to.rows} defaultValue={to.preset} />
      <SubmitButton pendingText={reading}>{submit}</SubmitButton>
    </MoveForm>
  )
}
