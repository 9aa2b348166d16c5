"""Who demands, and where a demand ends, in sentences as news has them."""

from __future__ import annotations

import pytest

from analysis import actors, catalogue, engine
from store.records import Article, article_id

# sentence: (holder, words) of each demand in it
BOUNDS: dict[str, list[tuple[str, str]]] = {
    "“I’m asking the board to reopen the pool,” said Nora Lindqvist, a swimmer.": [
        ("Nora Lindqvist", "the board to reopen the pool")
    ],
    "Alongside the nurses’ union, the doctors’ guild calls for a pay freeze to end.": [
        ("doctors’ guild", "a pay freeze to end")
    ],
    "Besides the fine, the regulator wants the bank to repay its customers.": [
        ("regulator", "the bank to repay its customers")
    ],
    "Any landlord who turns down tenants or asks them to pay more must hand over the report.": [
        ("Any landlord", "them to pay more")
    ],
    "They want a scheme which is simple and which asks owners to insure their boats.": [],
    "Some of the things that they’re asking us to do are absurd, said Hale.": [],
    "“Open the gates,” came shouts from the fans.": [("fans", "Open the gates")],
    "Any new contract under his watch would demand more work from the clerks.": [],
    "The video of a father pleading for his son’s release came as officials met.": [
        ("video of a father", "his son’s release")
    ],
    "Hours later Hale joined 12 senators to reject the governor’s request to close the depot.": [
        ("governor", "close the depot")
    ],
    "The ministry ignored the court’s demand for details even as officials railed against it.": [
        ("court", "details")
    ],
    "All I’m asking is that the clerks be paid on time, said Hale.": [
        ("Hale", "the clerks be paid on time")
    ],
    "The number of skippers saying they want a ban on trawling is small.": [
        ("number of skippers", "a ban on trawling")
    ],
    "He said the league wants a ban on the goods the firm has sold since May.": [
        ("league", "a ban on the goods the firm has sold since May")
    ],
    "Among those who want lower fares, most support Voss.": [],
    "A group of doctors called for a boycott of the hearing, and the patients’ league strongly "
    "denounced the minister.": [("group of doctors", "a boycott of the hearing")],
    "Doctors asked the ministry to publish data and the agency blamed the hospital.": [
        ("Doctors", "the ministry to publish data")
    ],
    "The guild urged the firm to free the men and the women arrested the day before.": [
        ("guild", "the firm to free the men and the women arrested the day before")
    ],
    "The strike forced the firm to cancel flights, prompting calls for a new minister.": [],
    "Beijing calls for talks on the river.": [("China (government)", "talks on the river")],
    "The opposition wants Hale removed and an independent commission to examine the accounts.": [
        ("opposition", "Hale removed"),
        ("opposition", "an independent commission to examine the accounts"),
    ],
    "The players want the coach sacked and the stadium repaired.": [
        ("players", "the coach sacked"),
        ("players", "the stadium repaired"),
    ],
    "The party will press for judges who would overturn rulings such as the one on rents.": [
        ("party", "judges who would overturn rulings such as the one on rents")
    ],
    "“I want them to close on Sundays and I want the rent cut,” said Lund.": [
        ("Lund", "them to close on Sundays"),
        ("Lund", "the rent cut"),
    ],
    "“He’s asking guests about the menu and it’s no place for them to vent,” said Lund.": [],
    "Letters calling for a ban on buses makes him a hero, said Voss.": [
        ("Letters", "a ban on buses")
    ],
    "“When it was over, the owners had to admit they were wrong,” said Hale.": [],
    "Hale said the owners had to publish the report.": [
        ("Hale", "the owners had to publish the report")
    ],
    "That prompted calls for probes into the sale.": [],
    "The speech was a rallying call for better schools.": [],
    "Hale’s insistence on keeping her papers at home worries the board.": [],
    "Few are demanding a second vote.": [],
    "Older tenants rather liked Olsen’s call for lower rents.": [("Olsen", "lower rents")],
    "The Ministry of Health’s demand for records was rejected.": [
        ("Ministry of Health", "records")
    ],
    "Hale denied that the city should close the park.": [],
    "The minister pressed the envoys to treat the miners equally so as not to lose them.": [
        ("minister", "the envoys to treat the miners equally so as not to lose them")
    ],
    "The movement wants the minister, Viktor Hess, to be sacked.": [
        ("movement", "the minister, Viktor Hess, to be sacked")
    ],
    "His daughter wrote that he had been denied his medicine and begged the soldiers to let a "
    "doctor see him.": [("daughter", "the soldiers to let a doctor see him")],
    "The group wants the officer who gave the order to be put on trial.": [
        ("group", "the officer who gave the order to be put on trial")
    ],
    "The party wants Paz fired and troops withdrawn from the district.": [
        ("party", "Paz fired"),
        ("party", "troops withdrawn from the district"),
    ],
    "The agency appealed to Rome to let the ship, which has been held since May, go back to sea.": [
        ("agency", "Rome to let the ship, which has been held since May, go back to sea")
    ],
    "The pilots’ guild is demanding 9.5 percent more pay and an extra week of leave.": [
        ("pilots’ guild", "9.5 percent more pay"),
        ("pilots’ guild", "an extra week of leave"),
    ],
    "Doctors warned against panic and appealed to parents to have their children vaccinated.": [
        ("Doctors", "parents to have their children vaccinated")
    ],
    "The trade body said some 260,000 customers had to change their plans.": [],
    "The first call for help was logged at 3 a.m.": [],
    "The opposition demanded an independent count of the victims, which the government dismissed "
    "as unnecessary.": [("opposition", "an independent count of the victims")],
    "Relatives asked for a list of the victims.": [("Relatives", "a list of the victims")],
    "Relatives asked for more details.": [],
    "Aid agencies asked for guarantees that food would go on reaching the camps.": [
        ("Aid agencies", "guarantees that food would go on reaching the camps")
    ],
    "The rebels called on the army to lay down its weapons and on the people to stay calm.": [
        ("rebels", "the army to lay down its weapons"),
        ("rebels", "the people to stay calm"),
    ],
    "Uwera demanded that Lungwe take its citizens back, and until then that the agency open a "
    "second camp.": [
        ("Uwera", "Lungwe take its citizens back"),
        ("Uwera", "the agency open a second camp"),
    ],
    "In May the council had asked Brunabahnen, the lift company, not to blast on weekends.": [
        ("council", "Brunabahnen, the lift company, not to blast on weekends")
    ],
    "The League wants the tax relief to stay, imports of sugar to be capped and the rules on "
    "fallow land to be dropped.": [
        ("League", "the tax relief to stay"),
        ("League", "imports of sugar to be capped"),
        ("League", "the rules on fallow land to be dropped"),
    ],
    "Free Furrow also wants charges dropped against 63 farmers who were held.": [
        ("Free Furrow", "charges dropped against 63 farmers who were held")
    ],
    "The widow of the driver who died on the A7, Monika Seidel, called on the League to "
    "apologise.": [("Monika Seidel", "the League to apologise")],
    "Mothers of the soldiers had been asking for it to be held in public.": [
        ("Mothers of the soldiers", "it to be held in public")
    ],
    "The Alpine Club, which has long demanded it, welcomed the move.": [],
    "The doctors asked the minister for help as well.": [("doctors", "help")],
    "The mayor asked reporters to dinner.": [],
    "One clerk requested anonymity to protect her job.": [],
    "“Her party’s win should help the budget,” said Voss.": [],
    "“Hale’s deputy should resign,” said Voss.": [("Voss", "Hale’s deputy should resign")],
    "He said this was tantamount to demanding an apology.": [],
    "Insiders told the Herald they planned to answer the charges.": [],
    "Everyone wants more than the going rate.": [],
    "The Homeland Party called on Aalto to clear her desk, albeit for reasons of its own.": [
        ("Homeland Party", "Aalto to clear her desk")
    ],
    "The council also wants a joint patrol in the strait.": [
        ("council", "a joint patrol in the strait")
    ],
    "Hald said that was like asking the fox to count the chickens.": [],
    "Mats Oye, who called the plan “a cardigan policy,” insisted that the state open the pit.": [
        ("Mats Oye", "the state open the pit")
    ],
    "The club asked the league to refund tickets for the match, of which 38,000 have been sold.": [
        ("club", "the league to refund tickets for the match")
    ],
    "The ministry did not answer requests for comment on Monday.": [],
    "Rights groups have called for years on the state to close Morro, where 34 inmates died.": [
        ("Rights groups", "the state to close Morro")
    ],
    "The union said 50,000 was an insult and demanded at least 200,000.": [
        ("union", "at least 200,000")
    ],
    "Despite George Hale’s call to shun the vote, thousands came.": [
        ("George Hale", "shun the vote")
    ],
    "A judge granted the group’s request for papers on whether the mayor and the council "
    "deliberately misled voters.": [
        ("group", "papers on whether the mayor and the council deliberately misled voters")
    ],
}


@pytest.mark.parametrize("sentence", BOUNDS)
def test_a_demand_has_its_holder_and_ends_where_the_sentence_goes_on(sentence: str) -> None:
    article = engine.read_all([Article(article_id("a", sentence), "a", "a", sentence)])[0]
    found = engine.findings(article, actors.learn([article]), catalogue.default())
    assert [(item.holder, item.text) for item in found.demands] == BOUNDS[sentence]
