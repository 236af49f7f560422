'use client'

import { useEffect, useState } from 'react'

/** Words after 10 seconds and after a minute: a waiting page must say that it still works. */
export function Patience({ since, still, slow }: { since: string; still: string; slow: string }) {
  const [age, setAge] = useState<'fresh' | 'still' | 'slow'>('fresh')
  useEffect(() => {
    const passed = Date.now() - Date.parse(since)
    const soon = setTimeout(() => setAge('still'), Math.max(0, 10_000 - passed))
    const late = setTimeout(() => setAge('slow'), Math.max(0, 60_000 - passed))
    return () => {
      clearTimeout(soon)
      clearTimeout(late)
    }
  }, [since])
  return (
    <p role="status" className="min-h-6">
      {age === 'still' ? still : age === 'slow' ? slow : null}
    </p>
  )
}
