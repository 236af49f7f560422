import { BackLink } from './back-link'

export const ERROR_SLOT = 'page-problems'

/** First thing in every page: the way back, then the place where a form puts its problems, above the heading. */
export function PageTop({ back }: { back?: { href: string; text: string } }) {
  return (
    <>
      {back ? <BackLink href={back.href}>{back.text}</BackLink> : null}
      <div id={ERROR_SLOT} />
    </>
  )
}
