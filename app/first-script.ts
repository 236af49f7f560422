import { KEEP_EARLY_PRESSES } from '@/components/layout/early-presses'
import { TRUSTED_TYPES_POLICY } from './trusted-types-policy'

/** What stands in the head of every page and runs before any chunk loads. */
export const FIRST_SCRIPT = `${TRUSTED_TYPES_POLICY};${KEEP_EARLY_PRESSES}`
