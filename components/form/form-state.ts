'use client'

import { createContext, useContext } from 'react'

type FormState = {
  pending: boolean
  /** The words at a field, if there is something to mend. */
  problemOf: (name: string) => string | undefined
}

export const FormStateContext = createContext<FormState>({ pending: false, problemOf: () => undefined })

export const useFormState = (): FormState => useContext(FormStateContext)
