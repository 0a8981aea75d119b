package io.aval.internal.issuer;

import io.aval.issuer.SigningKeys;
import io.aval.issuer.TemplateStore;
import java.time.Clock;

/**
 * What the endpoints of one issuer share.
 *
 * @param templates the templates
 * @param keys the signing keys
 * @param url what the issuer's tokens say in {@code iss}
 * @param users the users for whom tokens are minted
 * @param clock what says when a token is issued
 */
public record IssuerParts(
    TemplateStore templates, SigningKeys keys, IssuerUrl url, IssuerUsers users, Clock clock) {}
