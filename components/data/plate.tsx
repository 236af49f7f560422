/** A phone number as an object. Always left to right, also inside a right-to-left sentence. */
export function Plate({ number, small = false }: { number: string; small?: boolean }) {
  return (
    <bdi dir="ltr" className={`plate ${small ? 'plate-small' : ''}`}>
      {number}
    </bdi>
  )
}
