package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import io.aval.issuer.StoredTemplate;
import io.aval.issuer.TemplateStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers {@code /v1/jwt_templates} and {@code /v1/jwt_templates/{id}}. */
final class TemplatesEndpoint implements Endpoint {
  static final String PATH = "/v1/jwt_templates";

  private final TemplateStore templates;

  TemplatesEndpoint(TemplateStore templates) {
    this.templates = templates;
  }

  @Override
  public Object answer(ApiCall call) {
    List<String> below = call.below();
    if (below.isEmpty()) {
      return ofAll(call);
    }
    if (below.size() > 1) {
      throw unknown();
    }
    return ofOne(call, below.get(0));
  }

  private Object ofAll(ApiCall call) {
    return switch (call.method()) {
      case "GET" -> list(Page.of(call.query()));
      case "POST" -> TemplateView.of(templates.create(TemplateForm.ofNew(call.json()).create()));
      default -> throw ApiFault.methodNotAllowed("GET, POST");
    };
  }

  private Object ofOne(ApiCall call, String id) {
    return switch (call.method()) {
      case "GET" -> TemplateView.of(get(id));
      case "PATCH" -> TemplateView.of(change(id, TemplateForm.ofChange(call.json())));
      case "DELETE" -> TemplateView.deleted(templates.delete(id));
      default -> throw ApiFault.methodNotAllowed("GET, PATCH, DELETE");
    };
  }

  private Object list(Page page) {
    List<StoredTemplate> all = templates.list();
    List<Map<String, @Nullable Object>> data =
        all.stream().skip(page.offset()).limit(page.limit()).map(TemplateView::of).toList();
    if (!page.paginated()) {
      return data;
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("data", data);
    answer.put("total_count", all.size());
    return answer;
  }

  /**
   * Changes the version that the caller saw, or else the one that is there now. The store refuses
   * both where somebody was faster, so that nobody's change is lost by being overwritten unseen.
   */
  private StoredTemplate change(String id, TemplateForm form) {
    StoredTemplate present = get(id);
    long from = form.version().orElse(present.version());
    return templates.update(id, from, form.change(present.template()));
  }

  private StoredTemplate get(String id) {
    return templates.get(id).orElseThrow(TemplatesEndpoint::unknown);
  }

  private static IssuerException unknown() {
    return new IssuerException(
        IssuerException.Code.RESOURCE_NOT_FOUND, "No JWT template was found with this id.");
  }
}
