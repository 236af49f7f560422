'use client'

import { useEffect } from 'react'
import { PAGE_AWAKE } from './early-presses'

/** What was pressed before the scripts had come is pressed now. */
export function TakeEarlyPresses() {
  useEffect(() => {
    window.dispatchEvent(new Event(PAGE_AWAKE))
  }, [])
  return null
}
