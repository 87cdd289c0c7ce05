/// The elements whose names say something of how a page is to be read. All others only hold what is in them.
enum HTMLTag: String, Sendable {
  /// No element, but a text.
  case text = "#text"
  case other = "#other"
  case html, head, body, title, meta, link, base, script, style, noscript, template
  case article, main, section, div, header, footer, nav, aside, form, dialog, figure, figcaption
  case h1, h2, h3, h4, h5, h6, p, pre, blockquote, q, ul, ol, li, dl, dt, dd, hr, br, wbr, address
  case table, caption, thead, tbody, tfoot, tr, td, th, col, colgroup
  case a, b, strong, i, em, u, span, time, sup, sub, del, s, strike, ins, abbr, cite, small, mark
  case button, input, select, option, optgroup, textarea, label, fieldset, legend, iframe, object
  case embed, svg, math, canvas, audio, video, picture, img, source, map, area, details, summary
  case center, font

  private static let byName: [String: HTMLTag] = {
    var tags: [String: HTMLTag] = [:]
    for tag in all { tags[tag.rawValue] = tag }
    return tags
  }()

  private static let all: [HTMLTag] = [
    .html, .head, .body, .title, .meta, .link, .base, .script, .style, .noscript, .template,
    .article, .main, .section, .div, .header, .footer, .nav, .aside, .form, .dialog, .figure,
    .figcaption, .h1, .h2, .h3, .h4, .h5, .h6, .p, .pre, .blockquote, .q, .ul, .ol, .li, .dl, .dt,
    .dd, .hr, .br, .wbr, .address, .table, .caption, .thead, .tbody, .tfoot, .tr, .td, .th, .col,
    .colgroup, .a, .b, .strong, .i, .em, .u, .span, .time, .sup, .sub, .del, .s, .strike, .ins,
    .abbr, .cite, .small, .mark, .button, .input, .select, .option, .optgroup, .textarea, .label,
    .fieldset, .legend, .iframe, .object, .embed, .svg, .math, .canvas, .audio, .video, .picture,
    .img, .source, .map, .area, .details, .summary, .center, .font,
  ]

  /// - Parameter name: in lower case.
  init(name: String) { self = Self.byName[name] ?? .other }

  /// It stands within a line of text.
  var isInline: Bool { Self.inline.contains(self) }

  private static let inline: Set<HTMLTag> = [
    .text, .other, .q, .br, .wbr, .a, .b, .strong, .i, .em, .u, .span, .time, .sup, .sub, .del, .s,
    .strike, .ins, .abbr, .cite, .small, .mark, .label, .font, .picture, .img, .source, .map,
  ]

  /// What is in it is never a part of a text.
  var isNeverText: Bool { Self.neverText.contains(self) }

  private static let neverText: Set<HTMLTag> = [
    .title, .script, .style, .template, .nav, .dialog, .button, .input, .select, .textarea, .iframe,
    .object, .embed, .svg, .math, .canvas, .audio, .video, .map,
    // What was struck out is no longer said.
    .del, .s, .strike,
  ]
}
