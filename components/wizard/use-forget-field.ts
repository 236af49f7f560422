'use client'

import { useEffect } from 'react'
import { useFormContext } from 'react-hook-form'

/** Empties a secret field when the person leaves: a restored page must not show it. */
export function useForgetField(name: string): void {
  const { setValue } = useFormContext()
  useEffect(() => {
    const forget = () => setValue(name, '')
    window.addEventListener('pagehide', forget)
    return () => window.removeEventListener('pagehide', forget)
  }, [name, setValue])
}
