package org.openbloctel.server.service.figures;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.service.figures.FigureCatalogue.FigureSettings;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of public figures. */
@Controller
record FigurePages(FigureTables tables, FigureShown shown, FigureSettings settings) {
    @Access(ANYONE)
    @GetMapping("/chiffres")
    String figures(@RequestParam(name = "periode", required = false) @Nullable String code, Model model) {
        Period period = code == null
                ? Period.DAYS
                : Period.of(code).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        FigureTables.Table table = tables.of(period);
        model.addAttribute("period", period.code());
        model.addAttribute(
                "periods", Arrays.stream(Period.values()).map(Period::code).toList());
        model.addAttribute("empty", table.values().isEmpty());
        model.addAttribute("today", table.to());
        model.addAttribute("first", table.first());
        if (!table.values().isEmpty()) {
            model.addAttribute("headline", shown.headline(table));
            model.addAttribute("groups", shown.groups(table, EnumSet.allOf(Figure.Group.class)));
            model.addAttribute("parts", shown.parts(table));
            model.addAttribute("years", tables.years());
        }
        model.addAttribute("dictionary", List.of(Figure.values()));
        model.addAttribute("licence", settings.licence());
        model.addAttribute("licenceUrl", settings.licenceUrl());
        return "figures/figures";
    }
}
