import type { ComponentProps } from 'react'

export type ButtonLook = 'main' | 'second' | 'danger' | 'link'

export const buttonClass = (look: ButtonLook): string => `button button-${look}`

export function Button({ look = 'main', type = 'button', ...rest }: ComponentProps<'button'> & { look?: ButtonLook }) {
  return <button type={type} {...rest} className={buttonClass(look)} />
}

/** A way to another page that is the main thing to do here. */
export function ButtonLink({ look = 'main', ...rest }: ComponentProps<'a'> & { look?: ButtonLook }) {
  return <a {...rest} className={buttonClass(look)} />
}
