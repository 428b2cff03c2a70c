package io.github.minimax4j.spring.autoconfigure;

/** The auto-configurations that applications do not see, for tests in other packages. */
public final class AutoConfigurationClasses {

    public static final Class<?> CALLS = MiniMaxCallsAutoConfiguration.class;

    public static final Class<?> CONTEXT = MiniMaxContextAutoConfiguration.class;

    public static final Class<?> METRICS = MiniMaxMetricsAutoConfiguration.class;

    public static final Class<?> ACTUATOR_HEALTH = MiniMaxActuatorHealthAutoConfiguration.class;

    public static final Class<?> HEALTH = MiniMaxHealthAutoConfiguration.class;

    public static final Class<?> ENDPOINTS = MiniMaxEndpointsAutoConfiguration.class;

    private AutoConfigurationClasses() {}
}
