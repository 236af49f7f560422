import { openAccount } from './access'
import type { Visit } from './visit'

export function subscribeApp({ world, request, happened }: Visit): { success: true } {
  const account = openAccount(world, request.segments[0] ?? '')
  const overrideCallbackUri = request.params.override_callback_uri ?? null
  const { id, name } = world.app
  const present = account.apps.find((app) => app.id === id)
  if (present !== undefined) present.overrideCallbackUri = overrideCallbackUri
  else account.apps.push({ id, name, link: `https://www.facebook.com/games/?app_id=${id}`, overrideCallbackUri })
  happened.effect = 'app_subscribed'
  return { success: true }
}

export function unsubscribeApp({ world, request, happened }: Visit): { success: true } {
  const account = openAccount(world, request.segments[0] ?? '')
  account.apps = account.apps.filter((app) => app.id !== world.app.id)
  happened.effect = 'app_unsubscribed'
  return { success: true }
}
