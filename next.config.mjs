import createNextIntlPlugin from 'next-intl/plugin'

const API_CSP = "default-src 'none'; frame-ancestors 'none'"

/** @type {import('next').NextConfig} */
const config = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // Streamed metadata arrives after the first paint: the title can be empty and /favicon.ico is asked for. Block on it instead.
  htmlLimitedBots: /.*/,
  images: { unoptimized: true },
  serverExternalPackages: ['pdfkit', 'pg', 'pg-boss', 'pino'],
  async headers() {
    return [
      {
        source: '/:path*',
        headers: [
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'Referrer-Policy', value: 'same-origin' },
          { key: 'X-Frame-Options', value: 'DENY' },
          { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
          { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
          { key: 'Origin-Agent-Cluster', value: '?1' },
          { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
        ],
      },
      {
        source: '/api/:path*',
        headers: [
          { key: 'Content-Security-Policy', value: API_CSP },
          { key: 'Cache-Control', value: 'no-store' },
        ],
      },
    ]
  },
}

export default createNextIntlPlugin('./lib/i18n/request.ts')(config)
