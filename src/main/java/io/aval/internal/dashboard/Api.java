package io.aval.internal.dashboard;

import io.aval.config.IdentityConfig.IssuerConfig;
import io.aval.internal.issuer.IssuerParts;
import io.aval.internal.jose.TokenInspector;
import io.aval.issuer.IssuerException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the page can ask for.
 *
 * @param overview what it shows around templates
 * @param templates the templates
 * @param tokens previews, and tokens of demo users
 * @param inspections explains tokens
 */
record Api(
    Overview overview, TemplateCalls templates, TokenCalls tokens, InspectionCall inspections) {

  static Api of(IssuerConfig config, IssuerParts parts, Optional<TokenInspector> trusted) {
    return new Api(
        new Overview(config, parts),
        new TemplateCalls(parts.templates()),
        new TokenCalls(parts),
        new InspectionCall(trusted, parts));
  }

  /**
   * Answers a call.
   *
   * @throws IssuerException when something about it is wrong
   */
  Map<String, ? extends @Nullable Object> answer(Call call) {
    return switch (call.operation()) {
      case "GET overview" -> overview.answer(call.caller());
      case "GET templates" -> templates.read(call.id());
      case "POST templates" -> templates.create(call);
      case "PUT templates" -> templates.update(call);
      case "DELETE templates" -> templates.delete(call.id());
      case "POST users" -> tokens.users(call);
      case "POST preview" -> tokens.preview(call);
      case "POST mint" -> tokens.mint(call);
      case "POST inspect" -> inspections.answer(call);
      default ->
          throw new IssuerException(
              IssuerException.Code.RESOURCE_NOT_FOUND, "There is nothing here.");
    };
  }
}
