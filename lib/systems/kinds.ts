/** Kinds of systems that know a number by its ids, and what of it each of them keeps. Texts: messages `systems.<id>`. */
export const SYSTEMS = [
  {
    id: 'own_code',
    source:
      'https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/support/migrating-phone-numbers-among-solution-partners-programmatically.md',
  },
  {
    id: 'inbox',
    source:
      'https://docs.cloud.google.com/php/docs/reference/cloud-ces/latest/V1.OmnichannelIntegrationConfig.WhatsappConfig',
  },
  { id: 'automation', source: 'https://docs.n8n.io/integrations/builtin/credentials/whatsapp.md' },
  { id: 'bot', source: 'https://chat-sdk.dev/adapters/official/whatsapp.md' },
  { id: 'links', source: 'https://walinkgen.com/what-is-whatsapp-link' },
  {
    id: 'ads',
    source:
      'https://docs.360dialog.com/partner/~/changes/xcA8qeNG4V8gwNXA8MVc/add-ons/ads-and-measurement/working-with-facebook-accounts',
  },
] as const

/** The day these pages, or public copies of them, were last read. */
export const SEEN = '2026-11-27'
