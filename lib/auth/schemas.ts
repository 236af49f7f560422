import * as z from 'zod'

// The texts are error codes: handle() answers with them, and forms look them up in the same messages.
const email = z.string('email_empty').trim().toLowerCase().min(1, 'email_empty').max(254, 'email_format')
const emailAddress = email.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'email_format')
const password = z.string('password_empty').min(1, 'password_empty').max(1000, 'password_too_long')

export const SignInInput = z.strictObject({ email: emailAddress, password })
export type SignInInput = z.infer<typeof SignInInput>

export const SetupInput = z.strictObject({
  secret: z.string().max(200),
  name: z.string('name_empty').trim().min(1, 'name_empty').max(100),
  email: emailAddress,
  password,
})
export type SetupInput = z.infer<typeof SetupInput>

export const CreateApiTokenInput = z.strictObject({
  label: z.string('name_empty').trim().min(1, 'name_empty').max(100),
})
export type CreateApiTokenInput = z.infer<typeof CreateApiTokenInput>
