package io.aval.internal.jose;

import io.aval.config.ProviderConfig;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an identity that come from a claim each: the standard one (OpenID Connect Core 1.0,
 * section 5.1), or the one that the provider's configuration puts in its place. A claim of the
 * wrong type leaves its field empty.
 *
 * @param remapped the configured places, by field
 * @param claims the token's claims
 */
record ProfileClaims(Map<String, String> remapped, Map<String, @Nullable Object> claims) {
  private static final System.Logger LOG = System.getLogger(ProfileClaims.class.getName());

  static ProfileClaims of(ProviderConfig provider, Map<String, @Nullable Object> claims) {
    return new ProfileClaims(provider.identityFields(), claims);
  }

  /** The value of a field in the form in which it is written as JSON, if the token has it. */
  Optional<Object> field(String field) {
    return switch (field) {
      case "emailVerified", "phoneNumberVerified" -> flag(field).map(Object.class::cast);
      case "updatedAt" -> moment(field).map(Instant::toString);
      default -> text(field).map(Object.class::cast);
    };
  }

  Optional<String> text(String field) {
    Object claim = find(field);
    if (claim == null || claim instanceof String) {
      return Optional.ofNullable((String) claim);
    }
    return lost(field);
  }

  Optional<Boolean> flag(String field) {
    Object claim = find(field);
    if (claim == null || claim instanceof Boolean) {
      return Optional.ofNullable((Boolean) claim);
    }
    // Apple sends texts.
    return claim.equals("true") || claim.equals("false")
        ? Optional.of(claim.equals("true"))
        : lost(field);
  }

  Optional<Instant> moment(String field) {
    Object claim = find(field);
    if (claim == null) {
      return Optional.empty();
    }
    try {
      if (claim instanceof Number) {
        return Optional.of(ClaimConversion.convert(field, claim, Instant.class));
      }
      if (claim instanceof String text) { // Auth0 sends RFC 3339.
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      }
    } catch (DateTimeParseException | IllegalArgumentException notAMoment) {
      return lost(field);
    }
    return lost(field);
  }

  private @Nullable Object find(String field) {
    String place = remapped.get(field);
    if (place != null) {
      return ClaimPath.find(claims, place);
    }
    Object claim = claims.get(StandardClaims.BY_FIELD.getOrDefault(field, field));
    // Of an address only its one-text form is kept (OpenID Connect Core, section 5.1.1).
    return field.equals("address") && claim instanceof Map<?, ?> parts
        ? parts.get("formatted")
        : field.equals("address") && claim != null ? Map.of() : claim;
  }

  private static <T> Optional<T> lost(String field) {
    LOG.log(
        System.Logger.Level.DEBUG,
        "AVAL-110 The field {0} stays empty: its claim is of another type",
        field);
    return Optional.empty();
  }
}
