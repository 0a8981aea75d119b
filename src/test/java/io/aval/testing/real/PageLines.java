package io.aval.testing.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.issuers.IssuerPage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page of {@code docs/issuers} tells people to write, with the address of what runs here.
 */
public final class PageLines {
  private PageLines() {}

  /**
   * The parameters.
   *
   * @param page the page's file
   * @param number which of its configurations, from 1
   * @param addresses what stands there, and what stands here in its place
   */
  public static Map<String, String> of(String page, int number, Map<String, String> addresses) {
    Map<String, String> lines =
        new LinkedHashMap<>(IssuerPage.read(page).snippets().get(number - 1).values());
    addresses.forEach(
        (there, here) -> {
          assertThat(lines.values())
              .as("configuration %s of %s", number, page)
              .anyMatch(value -> value.contains(there));
          lines.replaceAll((key, value) -> value.replace(there, here));
        });
    return lines;
  }
}
