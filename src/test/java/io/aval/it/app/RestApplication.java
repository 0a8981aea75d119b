package io.aval.it.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Lists nothing and registers nothing. */
@ApplicationPath("rest")
public class RestApplication extends Application {}
