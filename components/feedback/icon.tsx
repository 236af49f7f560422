const paths = {
  tick: 'M2 8.5 6 12.5 14 3.5',
  cross: 'M3 3l10 10M13 3 3 13',
  clock: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 4v4.5l3 1.5',
  eye: 'M1 8s2.5-4.5 7-4.5S15 8 15 8s-2.5 4.5-7 4.5S1 8 1 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  copy: 'M5.5 5.5h8v9h-8zM10.5 5V1.5h-8v9H5',
  external: 'M6 2.5H2.5v11h11V10M9 2h5v5M14 2 7 9',
} as const

export type IconName = keyof typeof paths

/** Six only, on a 16 px grid, always beside words: a picture alone says nothing here. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="icon">
      <path d={paths[name]} />
    </svg>
  )
}
