package io.aval.issuer;

import java.util.List;
import java.util.Optional;

/**
 * Keeps only templates whose shortcodes there are: what is unknown is refused when it is saved, and
 * not found as a null in somebody's token.
 */
record StrictTemplates(TemplateStore store) implements TemplateStore {

  @Override
  public Optional<StoredTemplate> find(String name) {
    return store.find(name);
  }

  @Override
  public Optional<StoredTemplate> get(String id) {
    return store.get(id);
  }

  @Override
  public List<StoredTemplate> list() {
    return store.list();
  }

  @Override
  public StoredTemplate create(JwtTemplate template) {
    Shortcodes.parseStrictly(template.claims());
    return store.create(template);
  }

  @Override
  public StoredTemplate update(String id, long version, JwtTemplate template) {
    Shortcodes.parseStrictly(template.claims());
    return store.update(id, version, template);
  }

  @Override
  public StoredTemplate delete(String id) {
    return store.delete(id);
  }
}
