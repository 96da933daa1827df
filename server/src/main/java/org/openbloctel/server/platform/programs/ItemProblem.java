package org.openbloctel.server.platform.programs;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.server.platform.pages.RefusalProse;

/** The problem of one item of a request whose other items are answered. Stateless. */
public final class ItemProblem {
    private ItemProblem() {}

    /** The members of a refusal. */
    public static Map<String, Object> of(RefusalProse prose, Refusal refusal, Locale locale) {
        return of(refusal.code(), prose.forPrograms(refusal, locale));
    }

    /** The members of a refusal that was kept as its code. */
    public static Map<String, Object> of(String code, RefusalProse.Said said) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/problemes/" + code);
        problem.put("code", code);
        problem.put("title", said.title());
        problem.put("detail", said.detail());
        problem.put("cure", said.cure());
        return problem;
    }
}
