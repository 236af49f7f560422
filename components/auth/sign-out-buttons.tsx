'use client'

import { CommandButton } from '@/components/form/command-button'

/** A whole new page afterwards: nothing read while signed in may stay in this tab. */
const leave = () => window.location.assign('/')

export function SignOutButtons({ texts }: { texts: Record<'here' | 'all' | 'allHelp', string> }) {
  return (
    <div className="my-4 grid gap-4">
      <CommandButton action="/api/session" method="DELETE" onDone={leave}>
        {texts.here}
      </CommandButton>
      <div>
        <p className="mb-2">{texts.allHelp}</p>
        <CommandButton action="/api/sessions" method="DELETE" look="danger" onDone={leave}>
          {texts.all}
        </CommandButton>
      </div>
    </div>
  )
}
