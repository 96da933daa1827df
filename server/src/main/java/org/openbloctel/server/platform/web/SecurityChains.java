package org.openbloctel.server.platform.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.openbloctel.server.platform.access.AskedPage;
import org.openbloctel.server.platform.access.OwnCookies;
import org.openbloctel.server.platform.access.SecretLinkFilter;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.programs.Faults;
import org.openbloctel.server.platform.programs.KeyFilter;
import org.openbloctel.server.platform.programs.KnownKeys;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.web.PublicAnswerFilter.NotedTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The two ways in: programs with a key, without a session; browsers with a session. Both ask the {@code AccessTable}, and both
 * send the same headers.
 */
@Configuration(proxyBeanMethods = false)
@Import({HttpSessionSecurityContextRepository.class, AskedPage.class, Door.class, AccessCheck.class})
@EnableWebSecurity
class SecurityChains {
    /** Own files only; neither script nor style in the page, no frame around it, no form to elsewhere. */
    static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final String PERMISSIONS =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";

    private final RateLimitFilter limits;
    private final boolean production;

    SecurityChains(RateLimitFilter limits, Settings settings) {
        this.limits = limits;
        this.production = settings.environment() == Settings.Environment.PRODUCTION;
    }

    /** Reads the UTF-8 bytes of letters such as É, which the container takes for control characters of Latin-1, and any name of a parameter. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderValues(value -> value.chars().noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7f));
        firewall.setAllowedParameterNames(name -> true);
        return firewall;
    }

    @Bean
    @Order(1)
    SecurityFilterChain programs(
            HttpSecurity http, KnownKeys keys, Faults faults, Door door, AccessCheck check, SecurityNotes traces) {
        both(http, door, check)
                .securityMatcher("/api/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new KeyFilter(keys, faults, traces), AnonymousAuthenticationFilter.class)
                .addFilterBefore(limits, AuthorizationFilter.class)
                .addFilterAfter(new UnreadBodyFilter(), AuthorizationFilter.class);
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain browsers(
            HttpSecurity http,
            SecurityContextRepository contexts,
            CsrfTokenRepository tokens,
            RequestCache asked,
            Door door,
            AccessCheck check) {
        both(http, door, check)
                .securityContext(context -> context.securityContextRepository(contexts))
                .requestCache(cache -> cache.requestCache(asked))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(new NotedTokens()))
                // The check of a form's token reads its body.
                .addFilterBefore(limits, CsrfFilter.class)
                .addFilterBefore(new SameOriginFilter(door), CsrfFilter.class)
                .addFilterAfter(new PublicAnswerFilter(), AuthorizationFilter.class)
                .addFilterAfter(new SecretLinkFilter(), PublicAnswerFilter.class);
        return http.build();
    }

    private HttpSecurity both(HttpSecurity http, Door door, AccessCheck check) {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .access(check))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(door).accessDeniedHandler(door))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .httpStrictTransportSecurity(hsts -> {
                            if (production) {
                                hsts.requestMatcher(AnyRequestMatcher.INSTANCE);
                            }
                        })
                        // Not no-referrer: with it, browsers send our own forms without their origin.
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN)));
    }

    /** In a cookie: a visitor who only reads the home page, which has a form, costs no session. */
    @Bean
    CsrfTokenRepository tokens(OwnCookies cookies) {
        CookieCsrfTokenRepository cookie = new CookieCsrfTokenRepository();
        cookie.setCookieName(cookies.name("openbloctel_form"));
        cookie.setCookieCustomizer(settings -> {
            settings.httpOnly(true).sameSite("Lax").path("/");
            if (production) {
                settings.secure(true);
            }
        });
        return cookie;
    }

    /** Spring's own sign-in is not used; without this bean it would make a user of its own. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException("");
        };
    }

    /**
     * Refuses what a browser says another site makes it send. The token in each form stands alone where a browser says nothing;
     * this stands beside it, for a cookie can be planted from a neighbouring subdomain and the browser's word cannot.
     */
    static final class SameOriginFilter extends OncePerRequestFilter {
        private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
        private static final Set<String> OURS = Set.of("same-origin", "none");

        private final Door door;

        SameOriginFilter(Door door) {
            this.door = door;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String from = request.getHeader("Sec-Fetch-Site");
            if (from != null && !OURS.contains(from) && !HARMLESS.contains(request.getMethod())) {
                door.handle(request, response, new CsrfException("sent by another site"));
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
