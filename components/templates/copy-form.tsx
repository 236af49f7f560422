'use client'

import { type ReactNode, useMemo } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { Fold } from '@/components/data/fold'
import { InsetNote } from '@/components/feedback/inset-note'
import { ErrorLine } from '@/components/form/field-frame'
import { useFormState } from '@/components/form/form-state'
import { SubmitButton } from '@/components/form/submit-button'
import { useTexts } from '@/components/layout/texts-provider'
import { MoveForm } from '@/components/wizard/move-form'
import { migrationApi } from '@/components/wizard/paths'
import { fill } from '@/lib/i18n/fill'

export type CopyRow = { value: string; label: ReactNode; facts: ReactNode; checked: boolean }
export type CopyGroup = {
  key: string
  legend: string
  hint: string
  /** Said of a list that is folded; null shows it open. */
  fold: string | null
  rows: readonly CopyRow[]
}

type CopyTexts = Record<'what' | 'howLong' | 'one' | 'many' | 'none' | 'pending' | 'slow' | 'beyond', string>

type CopyFormProps = {
  id: string
  version: number
  refusedAt: string | null
  groups: readonly CopyGroup[]
  room: number
  texts: CopyTexts
}

type Values = { only?: unknown }

/** One press copies what is chosen. What can be chosen changes with every read, and then the form is a new one. */
export function CopyForm({ id, version, refusedAt, groups, room, texts }: CopyFormProps) {
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups])
  return (
    <MoveForm<Values>
      key={rows.map(({ value, checked }) => `${value} ${checked}`).join()}
      id={id}
      version={version}
      refusedAt={refusedAt}
      action={migrationApi(id, '/templates')}
      toBody={({ only }) => ({ only: chosenIn(only).map(toKey) })}
      // The page says what became of it.
      onDone={() => {}}
    >
      <Choice groups={groups} />
      <Submit room={room} first={rows.filter(({ checked }) => checked).length} texts={texts} />
    </MoveForm>
  )
}

/** Of many checkboxes react-hook-form makes a list, of a single one its value or false. */
function chosenIn(only: unknown): string[] {
  const list: unknown[] = Array.isArray(only) ? only : [only]
  return list.filter((value) => typeof value === 'string')
}

/** A language has no space in it. */
function toKey(value: string) {
  const space = value.lastIndexOf(' ')
  return { name: value.slice(0, space), language: value.slice(space + 1) }
}

function Choice({ groups }: { groups: readonly CopyGroup[] }) {
  const texts = useTexts()
  const error = useFormState().problemOf('only')
  return (
    <div id="only" tabIndex={-1}>
      <ErrorLine id="only" error={error} errorPrefix={texts.common('errorPrefix')} />
      {groups.map((group) => (
        <fieldset key={group.key} className="my-4" aria-describedby={error ? 'only-error' : undefined}>
          <legend>
            <h3>{group.legend}</h3>
          </legend>
          <p className="mb-2">{group.hint}</p>
          {group.fold === null ? (
            <Boxes rows={group.rows} />
          ) : (
            <Fold title={group.fold}>
              <Boxes rows={group.rows} />
            </Fold>
          )}
        </fieldset>
      ))}
    </div>
  )
}

function Boxes({ rows }: { rows: readonly CopyRow[] }) {
  const { register } = useFormContext()
  return (
    <div className="grid gap-2">
      {rows.map(({ value, label, facts, checked }) => {
        const id = `copy-${value.replace(' ', '-')}`
        return (
          <div key={value} className="choice">
            <input
              {...register('only')}
              id={id}
              type="checkbox"
              value={value}
              defaultChecked={checked}
              aria-describedby={`${id}-facts`}
            />
            <div className="min-w-0">
              <label htmlFor={id}>{label}</label>
              <p id={`${id}-facts`} className="text-small text-muted">
                {facts}
              </p>
            </div>
          </div>
        )
      })}
    </div>
  )
}

function Submit({ room, first, texts }: { room: number; first: number; texts: CopyTexts }) {
  const { locale } = useTexts()
  const only = useWatch({ name: 'only' })
  const n = only === undefined ? first : chosenIn(only).length
  return (
    <>
      <div role="status">
        {n > room ? (
          <InsetNote tone="attention">
            <p>{fill(texts.beyond, { n }, locale)}</p>
          </InsetNote>
        ) : null}
      </div>
      <p>
        {texts.what} {texts.howLong}
      </p>
      <SubmitButton pendingText={texts.pending} slowText={texts.slow}>
        {n === 0 ? texts.none : n === 1 ? texts.one : fill(texts.many, { n }, locale)}
      </SubmitButton>
    </>
  )
}
