'use client'

import { useEffect, useRef } from 'react'
import { useTexts } from '@/components/layout/texts-provider'
import { SignInForm } from './sign-in-form'

/** Over the page that was open, so that what was typed there stays where it is (reliability AUT-7). */
export function SignInHere({ onSignedIn }: { onSignedIn: () => void }) {
  const texts = useTexts()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      aria-label={texts.common('signIn')}
      className="m-auto w-full max-w-md rounded border border-edge bg-card p-4 text-ink backdrop:bg-black/50"
    >
      <p className="mb-4">{texts.error('signed_out')}</p>
      <SignInForm onSignedIn={onSignedIn} />
    </dialog>
  )
}
