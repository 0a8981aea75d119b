package io.aval.internal.dashboard;

/** A page of one sentence, for whom the dashboard has nothing else. */
final class RefusalPage {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>JWT Templates</title>
      <link rel="icon" href="icon.svg">
      <link rel="stylesheet" href="page.css">
      </head>
      <body class="refused">
      <main>
      <img src="icon.svg" alt="" width="40" height="40">
      <h1>JWT Templates</h1>
      <p>%s</p>
      </main>
      </body>
      </html>
      """;

  private RefusalPage() {}

  static String saying(String sentence) {
    String escaped = sentence.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    return PAGE.formatted(escaped);
  }
}
