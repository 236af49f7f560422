'use client'

import { useQuery } from '@tanstack/react-query'
import { migrationApi } from '@/components/wizard/paths'
import type { ProofOptions } from '@/lib/proof/view'

/** Read from Meta once for each opened page, however many parts of it ask. */
export const useProofOptions = (id: string) =>
  useQuery({
    queryKey: ['proof-options', id],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async ({ signal }): Promise<ProofOptions> => {
      const response = await fetch(migrationApi(id, '/proof'), { signal, cache: 'no-store' })
      if (!response.ok) throw new Error(`status ${response.status}`)
      // safe: the body is our own ProofOptions of this deployment.
      return (await response.json()) as ProofOptions
    },
  })
