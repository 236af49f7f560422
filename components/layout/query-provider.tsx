'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'

/**
 * `networkMode: always`: the default would hold a command back while offline and send it later, unseen. A code
 * request or a move must never leave the browser at a moment nobody chose.
 */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          mutations: { networkMode: 'always', retry: false },
          queries: { networkMode: 'always', retry: 1, refetchOnWindowFocus: true },
        },
      }),
  )
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
