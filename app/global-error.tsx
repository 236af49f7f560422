'use client'

import './globals.css'

/** Stands in for the whole page when not even the layout could be made, so it knows no language: it says it in both. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main className="wrap py-8">
          <title>Something went wrong on our side</title>
          <h1>Something went wrong on our side</h1>
          <p>Showing a page never changes your number. Reload the page.</p>
          <div lang="vi" className="mt-6">
            <h2>Hệ thống của chúng tôi gặp lỗi</h2>
            <p>Việc mở trang không làm số của bạn thay đổi. Hãy tải lại trang.</p>
          </div>
          {error.digest ? <p className="digits mt-6">{error.digest}</p> : null}
        </main>
      </body>
    </html>
  )
}
