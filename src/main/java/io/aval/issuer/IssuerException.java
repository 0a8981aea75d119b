package io.aval.issuer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The issuer turned something down: a template that breaks a rule, or a token that cannot be
 * minted.
 *
 * <p>The {@linkplain #getMessage() message} is one or more full sentences for whoever edits the
 * template or calls the endpoint; it never holds a token or a key. Immutable.
 */
public final class IssuerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which rule was broken. */
  private final Code code;

  /** Where, for editors that show it there. */
  private final transient @Nullable Place place;

  /**
   * Creates the exception.
   *
   * @param code which rule
   * @param message what exactly is wrong, in full sentences
   */
  public IssuerException(Code code, String message) {
    this(code, message, null);
  }

  /**
   * Creates the exception.
   *
   * @param code which rule
   * @param message what exactly is wrong, in full sentences
   * @param place where in the template; null: nowhere in particular
   */
  public IssuerException(Code code, String message, @Nullable Place place) {
    super(message, null, false, false);
    this.code = code;
    this.place = place;
  }

  /**
   * Returns which rule was broken.
   *
   * @return the code
   */
  public Code getCode() {
    return code;
  }

  /**
   * Returns where the rule was broken.
   *
   * @return the place in the template, or empty where there is none in particular
   */
  public Optional<Place> getPlace() {
    return Optional.ofNullable(place);
  }

  /**
   * A place in a template. Immutable.
   *
   * @param field the template's field, by its name in Clerk's API, such as {@code claims}
   * @param pointer where in the field's value: a JSON pointer (RFC 6901), empty for all of it
   * @param position which character of the text there is at fault, from 0; −1: all of it
   */
  public record Place(String field, String pointer, int position) {

    /**
     * A whole field.
     *
     * @param field the template's field, by its name in Clerk's API
     * @return the place
     */
    public static Place of(String field) {
      return new Place(field, "", -1);
    }
  }

  /** The rules that can be broken, with the codes and statuses of Clerk's API. */
  public enum Code {
    /** There is no such session or template. */
    RESOURCE_NOT_FOUND(404, "resource_not_found", "not found"),
    /** The caller may not do this. */
    AUTHORIZATION_INVALID(403, "authorization_invalid", "Unauthorized request"),
    /** A page of another origin made the browser call. */
    ORIGIN_INVALID(403, "origin_invalid", "Invalid HTTP Origin header"),
    /** The template sets claims that only the issuer sets. */
    RESERVED_CLAIM(400, "jwt_template_reserved_claim", "Reserved claim used"),
    /** A field of the template has a value outside its range, or a broken shortcode. */
    INVALID_VALUE(422, "form_param_value_invalid", "Invalid value"),
    /** Another template has that name. */
    NAME_TAKEN(422, "form_identifier_exists", "Name taken"),
    /** Somebody else changed the template meanwhile; read it anew and try again. */
    CONFLICT(409, "conflict", "Changed meanwhile"),
    /** The templates are part of the application and cannot be changed while it runs. */
    READ_ONLY(403, "jwt_templates_read_only", "Read-only templates"),
    /** The token that the template makes for this user is larger than verifiers accept. */
    TOKEN_TOO_LARGE(422, "jwt_template_token_too_large", "Token too large");

    private final int status;
    private final String text;
    private final String summary;

    Code(int status, String text, String summary) {
      this.status = status;
      this.text = text;
      this.summary = summary;
    }

    /**
     * Returns the HTTP status that answers this error.
     *
     * @return 400, 403, 404, 409 or 422
     */
    public int getStatus() {
      return status;
    }

    /**
     * Returns the code as it stands in the answer's {@code code}.
     *
     * @return words in lower case, joined by underscores
     */
    public String getText() {
      return text;
    }

    /**
     * Returns the short sentence that stands in the answer's {@code message}.
     *
     * @return a few words, the same for every error with this code
     */
    public String getSummary() {
      return summary;
    }
  }
}
