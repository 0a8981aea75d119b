package io.aval.client;

import java.util.Optional;

/**
 * A source that uses a template wherever a request names none.
 *
 * @param tokens the source behind it
 * @param template the template's name
 */
record TemplateTokens(TokenSource tokens, String template) implements TokenSource {
  @Override
  public Optional<String> getToken(TokenRequest request) {
    return tokens.getToken(request.template() == null ? request.withTemplate(template) : request);
  }

  @Override
  public TokenSource capture() {
    return new TemplateTokens(tokens.capture(), template);
  }
}
