/** A positive `if`: an early return makes the Edge build follow the import and warn. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { boot } = await import('./instrumentation-node')
    await boot()
  }
}
