package io.aval.internal.dashboard;

import io.aval.issuer.IssuerException;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.StoredTemplate;
import io.aval.issuer.TemplateStore;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page's calls for templates. */
final class TemplateCalls {
  private final TemplateStore store;

  TemplateCalls(TemplateStore store) {
    this.store = store;
  }

  Map<String, @Nullable Object> read(String id) {
    return id.isEmpty()
        ? Map.of("templates", store.list().stream().map(TemplateView::of).toList())
        : TemplateView.of(present(id));
  }

  Map<String, @Nullable Object> create(Call call) {
    return TemplateView.of(store.create(TemplateForm.read(call, Optional.empty())));
  }

  Map<String, @Nullable Object> update(Call call) {
    StoredTemplate present = present(call.id());
    JwtTemplate next = TemplateForm.read(call, Optional.of(present.template()));
    if (!(call.body().get("version") instanceof Long version)) {
      throw new IssuerException(IssuerException.Code.INVALID_VALUE, "version is missing.");
    }
    try {
      return TemplateView.of(store.update(call.id(), version, next));
    } catch (IssuerException e) {
      if (e.getCode() == IssuerException.Code.CONFLICT) {
        throw new Conflict(e, TemplateView.of(present(call.id())));
      }
      throw e;
    }
  }

  Map<String, @Nullable Object> delete(String id) {
    return TemplateView.of(store.delete(id));
  }

  private StoredTemplate present(String id) {
    return store
        .get(id)
        .orElseThrow(
            () ->
                new IssuerException(
                    IssuerException.Code.RESOURCE_NOT_FOUND,
                    "This template is not there any more."));
  }
}
