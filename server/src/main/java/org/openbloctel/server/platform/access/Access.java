package org.openbloctel.server.platform.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.openbloctel.server.platform.access.SignedIn.Rank;
import org.openbloctel.server.platform.access.SignedIn.Role;

/**
 * Who may call a handler. Every handler of ours states it, by exactly one of {@link #value}, {@link #member}, {@link #inspector} and
 * {@link #key}; the server does not start while one does not. The golden file {@code access.txt} shows all routes with what they state.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {
    /** The kind of caller. */
    Caller value() default Caller.UNSTATED;

    /** Members of a company in one of these roles. */
    Role[] member() default {};

    /** Inspectors of one of these ranks. */
    Rank[] inspector() default {};

    /** Programs with an API key of this scope. */
    String key() default "";

    /** Whether a key that acts for some companies alone may come in: the handler compares them. */
    boolean bound() default false;

    /** Whether a member, a member of staff or an inspector must have given their second factor since they signed in. */
    boolean secondFactor() default true;

    /** Whether they must have given it again within the last minutes, in this session ({@link StepUp}). */
    boolean stepUp() default false;

    /** Kinds of callers. */
    enum Caller {
        /** The default of {@link Access#value}, which allows nothing. */
        UNSTATED,
        /** No caller: the container alone dispatches to the handler, and its address is not found. */
        NONE,
        /** All callers, signed in or not. */
        ANYONE,
        /** Consumers in their space. */
        CONSUMER,
        /** Members of a company, in any role. */
        MEMBER,
        /** The operator's staff. */
        STAFF,
        /** Inspectors of the authority, of any rank. */
        INSPECTOR,
        /** Those whose space the address is in: {@code /espace} consumers, {@code /pro} members, {@code /operateur} staff, {@code /inspection} inspectors. */
        ACCOUNT_HOLDER
    }
}
