package io.aval.issuer;

/** What every store of templates says in the same words. */
final class TemplateFaults {
  private TemplateFaults() {}

  static IssuerException notFound() {
    return new IssuerException(
        IssuerException.Code.RESOURCE_NOT_FOUND, "No JWT template was found with this id.");
  }

  static IssuerException nameTaken() {
    return new IssuerException(
        IssuerException.Code.NAME_TAKEN,
        "There is a JWT template of this name already.",
        IssuerException.Place.of("name"));
  }

  static IssuerException conflict() {
    return new IssuerException(
        IssuerException.Code.CONFLICT,
        "The template was changed meanwhile; read it anew and make the change from that version.");
  }
}
