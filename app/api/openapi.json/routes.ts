import type { Route } from '@/lib/http/openapi'
import * as apiTokensId from '../api-tokens/[id]/route'
import * as apiTokens from '../api-tokens/route'
import * as connectionsIdCheck from '../connections/[id]/check/route'
import * as connectionsId from '../connections/[id]/route'
import * as connections from '../connections/route'
import * as locale from '../locale/route'
import * as migrationsIdChecks from '../migrations/[id]/checks/route'
import * as migrationsIdCode from '../migrations/[id]/code/route'
import * as migrationsIdConfirmation from '../migrations/[id]/confirmation/route'
import * as migrationsIdDecision from '../migrations/[id]/decision/route'
import * as migrationsIdEvents from '../migrations/[id]/events/route'
import * as migrationsIdOptions from '../migrations/[id]/options/route'
import * as migrationsIdPhoneNumber from '../migrations/[id]/phone-number/route'
import * as migrationsIdPlan from '../migrations/[id]/plan/route'
import * as migrationsIdRegistration from '../migrations/[id]/registration/route'
import * as migrationsId from '../migrations/[id]/route'
import * as migrationsIdVerification from '../migrations/[id]/verification/route'
import * as migrationsIdWebhookSubscription from '../migrations/[id]/webhook-subscription/route'
import * as migrations from '../migrations/route'
import * as practiceConnectionIdPayment from '../practice/[connectionId]/payment/route'
import * as practiceConnectionIdPhone from '../practice/[connectionId]/phone/route'
import * as practiceConnectionIdTwoStep from '../practice/[connectionId]/two-step/route'
import * as session from '../session/route'
import * as sessions from '../sessions/route'
import * as setup from '../setup/route'

/** Every address of the API; a test compares this list with the folders. */
export const routes: readonly Route[] = [
  { path: '/api/api-tokens', module: apiTokens },
  { path: '/api/api-tokens/{id}', module: apiTokensId },
  { path: '/api/connections', module: connections },
  { path: '/api/connections/{id}', module: connectionsId },
  { path: '/api/connections/{id}/check', module: connectionsIdCheck },
  { path: '/api/locale', module: locale },
  { path: '/api/migrations', module: migrations },
  { path: '/api/migrations/{id}', module: migrationsId },
  { path: '/api/migrations/{id}/checks', module: migrationsIdChecks },
  { path: '/api/migrations/{id}/code', module: migrationsIdCode },
  { path: '/api/migrations/{id}/confirmation', module: migrationsIdConfirmation },
  { path: '/api/migrations/{id}/decision', module: migrationsIdDecision },
  { path: '/api/migrations/{id}/events', module: migrationsIdEvents },
  { path: '/api/migrations/{id}/options', module: migrationsIdOptions },
  { path: '/api/migrations/{id}/phone-number', module: migrationsIdPhoneNumber },
  { path: '/api/migrations/{id}/plan', module: migrationsIdPlan },
  { path: '/api/migrations/{id}/registration', module: migrationsIdRegistration },
  { path: '/api/migrations/{id}/verification', module: migrationsIdVerification },
  { path: '/api/migrations/{id}/webhook-subscription', module: migrationsIdWebhookSubscription },
  { path: '/api/practice/{connectionId}/payment', module: practiceConnectionIdPayment },
  { path: '/api/practice/{connectionId}/phone', module: practiceConnectionIdPhone },
  { path: '/api/practice/{connectionId}/two-step', module: practiceConnectionIdTwoStep },
  { path: '/api/session', module: session },
  { path: '/api/sessions', module: sessions },
  { path: '/api/setup', module: setup },
]
