export function SkipLink({ text }: { text: string }) {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:absolute focus:start-4 focus:top-4 focus:z-10 focus:bg-card focus:p-3"
    >
      {text}
    </a>
  )
}
