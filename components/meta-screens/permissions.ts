/** Meta's own names, which are not translated on its screens either. */
export const PERMISSIONS = [
  'business_management',
  'whatsapp_business_management',
  'whatsapp_business_messaging',
] as const
