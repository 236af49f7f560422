import type { TestProject } from 'vitest/node'
import { startTestServer, testEnv } from './server'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer()
  Object.assign(process.env, testEnv(server.url))
  project.provide('databaseUrl', server.url)
  return server.stop
}
