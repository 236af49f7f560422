import type { TemplateComponent } from './template-parts'

type Words = { body: string; header?: string; footer?: string; replies?: readonly string[] }

/** What a shop writes to its customers. The examples fill the variables of the body, in both languages. */
type TemplateText = {
  vi: Words
  en_US: Words
  examples?: readonly string[]
  headerExample?: string
  /** A picture above the words. Its address is what reading gives; writing wants an uploaded file. */
  picture?: string
  /** A button with an address that ends in a variable. */
  link?: { vi: string; en_US: string; url: string; example: string }
}

export type Language = 'vi' | 'en_US'

export const TEMPLATE_TEXTS = {
  order_confirmed: {
    vi: {
      body: 'Chào {{1}}, cửa hàng đã nhận đơn {{2}} của bạn và đang chuẩn bị hàng.',
      footer: 'Cửa hàng Lan, 12 Hàng Bạc',
    },
    en_US: { body: 'Hello {{1}}, we have your order {{2}} and are packing it now.', footer: 'Lan, 12 Hang Bac' },
    examples: ['Minh', 'DH-2041'],
    link: { vi: 'Xem đơn hàng', en_US: 'See the order', url: 'https://shop.example/don/{{1}}', example: 'DH-2041' },
  },
  order_shipped: {
    vi: { header: 'Đơn {{1}}', body: 'Đơn hàng của bạn đã được gửi đi và sẽ đến nơi vào ngày {{1}} theo dự kiến.' },
    en_US: { header: 'Order {{1}}', body: 'Your order is on its way and should reach you on {{1}} at the latest.' },
    examples: ['14/11'],
    headerExample: 'DH-2041',
  },
  order_delivered: {
    vi: {
      body: 'Đơn hàng {{1}} đã được giao. Bạn có hài lòng với lần mua này không?',
      replies: ['Rất hài lòng', 'Cần hỗ trợ'],
    },
    en_US: {
      body: 'Your order {{1}} has been delivered. Is everything as you wanted it?',
      replies: ['Yes, thank you', 'I need help'],
    },
    examples: ['DH-2041'],
  },
  appointment_reminder: {
    vi: { body: 'Nhắc bạn lịch thử áo dài lúc {{1}} ngày {{2}} tại cửa hàng Hàng Bạc.' },
    en_US: { body: 'A reminder: your fitting is at {{1}} on {{2}} in our shop in Hang Bac.' },
    examples: ['9:30', '14/11'],
  },
  payment_received: {
    vi: { body: 'Cửa hàng đã nhận {{1}} đồng cho đơn {{2}}. Cảm ơn bạn.' },
    en_US: { body: 'We have received {{1}} dong for your order {{2}}. Thank you for paying.' },
    examples: ['850.000', 'DH-2041'],
  },
  opening_hours: {
    vi: { header: 'Giờ mở cửa', body: 'Cửa hàng mở cửa từ 8:00 đến 21:00 mỗi ngày, kể cả cuối tuần.' },
    en_US: { header: 'Opening hours', body: 'We are open from 8:00 to 21:00 every day, weekends too.' },
  },
  thank_you: {
    vi: { body: 'Cảm ơn bạn đã ghé cửa hàng hôm nay. Hẹn gặp lại bạn.' },
    en_US: { body: 'Thank you for coming to our shop today. We hope to see you again.' },
  },
  pickup_ready: {
    vi: { body: 'Chào {{1}}, hàng của bạn đã sẵn sàng để nhận tại cửa hàng.' },
    en_US: { body: 'Hello {{1}}, your things are ready to be picked up in the shop.' },
    examples: ['Minh'],
  },
  weekend_offer: {
    vi: {
      body: 'Cuối tuần này, bạn được giảm {{1}} cho tất cả áo dài lụa.',
      footer: 'Nhắn DUNG để không nhận tin',
    },
    en_US: { body: 'This weekend you get {{1}} off all silk dresses.', footer: 'Write STOP to get no more offers' },
    examples: ['20%'],
  },
  new_collection: {
    vi: { body: 'Bộ sưu tập mùa thu đã có mặt tại cửa hàng. Mời bạn ghé xem.' },
    en_US: { body: 'Our autumn collection has arrived. Come and see it in the shop.' },
    picture: 'https://scontent.whatsapp.net/v/t61.29466-34/collection.jpg',
  },
  loyalty_points: {
    vi: { body: 'Chào {{1}}, bạn đang có {{2}} điểm. Hãy dùng điểm trước cuối tháng.' },
    en_US: { body: 'Hello {{1}}, you have {{2}} points. Use them before the end of the month.' },
    examples: ['Minh', '320'],
  },
  flash_sale: {
    vi: { body: 'Chỉ trong {{1}} giờ tới: giảm giá mọi sản phẩm!', replies: ['Mua ngay', 'Không nhận tin'] },
    en_US: { body: 'For the next {{1}} hours only: everything is on sale!', replies: ['Buy now', 'No more offers'] },
    examples: ['3'],
  },
  last_chance: {
    vi: { body: 'Cơ hội cuối cùng: ưu đãi kết thúc vào lúc {{1}} tối nay.' },
    en_US: { body: 'Your last chance: the offer ends at {{1}} this very evening.' },
    examples: ['22:00'],
  },
  invoice_sent: {
    vi: { body: 'Hóa đơn {{1}} đã được gửi đến thư điện tử của bạn.' },
    en_US: { body: 'The invoice {{1}} has been sent to your e-mail address.' },
    examples: ['HD-118'],
  },
  feedback_request: {
    vi: { body: 'Bạn thấy lần mua hàng vừa rồi thế nào?', replies: ['Tốt', 'Bình thường', 'Chưa tốt'] },
    en_US: { body: 'How was your last order with us?', replies: ['Good', 'Not bad', 'Bad'] },
  },
  table_booked: {
    vi: { body: 'Chúng tôi đã giữ chỗ cho {{1}} người vào lúc {{2}} hôm nay.' },
    en_US: { body: 'We keep a table for {{1}} people at {{2}} for you today.' },
    examples: ['4', '19:00'],
  },
  return_accepted: {
    vi: { body: 'Yêu cầu đổi trả {{1}} đã được chấp nhận. Bạn hãy gửi hàng lại trong 7 ngày.' },
    en_US: { body: 'Your return {{1}} is accepted. Send the goods back within 7 days.' },
    examples: ['DT-07'],
  },
  tet_greeting: {
    vi: { body: 'Chúc mừng năm mới {{1}} và gia đình, an khang thịnh vượng.' },
    en_US: { body: 'A happy new year to {{1}} and all the family from our shop.' },
    examples: ['Minh'],
  },
  holiday_hours: {
    vi: { body: 'Cửa hàng nghỉ Tết từ ngày {{1}} và mở cửa lại vào tuần sau.' },
    en_US: { body: 'We close for the holidays on {{1}} and open again one week later.' },
    examples: ['28/1'],
  },
  win_a_phone: {
    vi: { body: 'Bạn có cơ hội trúng điện thoại mới. Trả lời tin này ngay!' },
    en_US: { body: 'You can win a new phone. Answer this message now!' },
  },
  cheapest_in_town: {
    vi: { body: 'Rẻ nhất thành phố, không đâu rẻ hơn!!!' },
    en_US: { body: 'The cheapest in town, nobody sells for less!!!' },
  },
  two_variables_only: { vi: { body: '{{1}} {{2}}' }, en_US: { body: '{{1}} {{2}}' }, examples: ['Minh', 'DH-2041'] },
  spring_sale: {
    vi: { body: 'Mùa xuân giảm giá {{1}} cho áo dài trẻ em.' },
    en_US: { body: 'In spring all dresses for children are {{1}} cheaper.' },
    examples: ['15%'],
  },
  old_newsletter: {
    vi: { body: 'Bản tin tháng {{1}} của cửa hàng đã có trên trang nhà.' },
    en_US: { body: 'The newsletter for {{1}} is now on our web page.' },
    examples: ['10'],
  },
} as const satisfies Record<string, TemplateText>

export type TextName = keyof typeof TEMPLATE_TEXTS

export function componentsOf(name: TextName, language: Language): TemplateComponent[] {
  const text: TemplateText = TEMPLATE_TEXTS[name]
  const { body, header, footer, replies = [] } = text[language]
  const { examples = [], headerExample, picture, link } = text
  const buttons = [
    ...replies.map((reply) => ({ type: 'QUICK_REPLY', text: reply })),
    ...(link === undefined ? [] : [{ type: 'URL', text: link[language], url: link.url, example: [link.example] }]),
  ]
  return [
    ...(picture === undefined ? [] : [{ type: 'HEADER', format: 'IMAGE', example: { header_handle: [picture] } }]),
    ...(header === undefined ? [] : [textHeader(header, headerExample)]),
    { type: 'BODY', text: body, ...(examples.length === 0 ? {} : { example: { body_text: [[...examples]] } }) },
    ...(footer === undefined ? [] : [{ type: 'FOOTER', text: footer }]),
    ...(buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons }]),
  ]
}

const textHeader = (text: string, example: string | undefined): TemplateComponent => ({
  type: 'HEADER',
  format: 'TEXT',
  text,
  ...(example === undefined ? {} : { example: { header_text: [example] } }),
})
