import { describe, expect, it } from "vitest";
import { draftsIn, itemsIn } from "@/test/hardiness";
import { ibkrActivity } from "./index";

describe("a statement in another language", () => {
  it.each([
    [
      "German",
      `Statement,Header,Feldname,Feldwert
Statement,Data,Period,"Januar 1, 2025 - März 31, 2025"
Kontoinformation,Header,Feldname,Feldwert
Kontoinformation,Data,Account,U7654321
Kontoinformation,Data,Basiswährung,EUR
Cash-Bericht,Header,Währungsübersicht,Währung,Gesamt,Wertpapiere,Futures,
Cash-Bericht,Data,Endbarsaldo,Basiswährungsübersicht,5,5,0,
Cash-Bericht,Data,Endbarsaldo,USD,7,7,0,
Offene Positionen,Header,DataDiscriminator,Vermögenswertkategorie,Währung,Symbol,Menge,Mult,Einstands Kurs,Kostenbasis,Schlusskurs,Wert,Unrealisierter G/V,Code
Offene Positionen,Data,Summary,Aktien,USD,ACME,10,1,100,1000,110,1100,100,
Transaktionen,Header,DataDiscriminator,Vermögenswertkategorie,Währung,Symbol,Datum/Zeit,Menge,T.-Kurs,Schlusskurs,Erlös,Prov./Gebühr,Basis,Realisierter G/V,MTM G/V,Code
Transaktionen,Data,Order,Aktien,USD,ACME,"2025-03-03, 10:00:00",10,100,100,-1000,-1,1001,0,0,O
Kapitalmaßnahmen,Header,Vermögenswertkategorie,Währung,Berichtsdatum,Datum/Zeit,Beschreibung,Menge,Erlöse,Wert,Realisierter G/V,Code
Einzahlungen & Auszahlungen,Header,Währung,Abwicklungsdatum,Beschreibung,Betrag
Einzahlungen & Auszahlungen,Data,USD,2025-02-10,Elektronische Überweisung,1500
Einzahlungen & Auszahlungen,Data,Gesamt,,,1500
Dividenden,Header,Währung,Datum,Beschreibung,Betrag
Dividenden,Data,USD,2025-03-20,ACME(US0000000019) Bardividende USD 0.33 pro Aktie,40
Quellensteuer,Header,Währung,Datum,Beschreibung,Betrag,Code
Quellensteuer,Data,USD,2025-03-20,ACME(US0000000019) Bardividende - US Steuer,-6,
Zinsen,Header,Währung,Datum,Beschreibung,Betrag
Zinsen,Data,USD,2025-03-05,USD Sollzinsen für Feb-2025,-0.79
`,
    ],
    [
      "French",
      `Statement,Header,Nom champ,Valeur champ
Statement,Data,Period,"1 janvier 2025 - 31 mars 2025"
Informations du compte,Header,Nom du champ,Valeur du champ
Informations du compte,Data,Compte,U7654321
Informations du compte,Data,Devise de base,EUR
Positions ouvertes,Header,DataDiscriminator,Catégorie d'actif,Devise,Symbole,Quantité,Mult,Prix de revient,Base de coût,Cours de clôture,Valeur,P/L non réalisé,Code
Positions ouvertes,Data,Summary,Actions,USD,ACME,10,1,100,1000,110,1100,100,
Transactions,Header,DataDiscriminator,Catégorie d'actifs,Devise,Symbole,Date/Heure,Quantité,Prix trans.,Cours de clôt.,Produit,Comm/Tarif,Base,P/L réalisé,P/L MTM,Code
Transactions,Data,Order,Actions,USD,ACME,"2025-03-03, 10:00:00",10,100,100,-1000,-1,1001,0,0,O
Dépôts et retraits,Header,Devise,Date de règlement,Description,Montant
Dépôts et retraits,Data,USD,2025-02-10,Transfert électronique de fonds,1500
Dividendes,Header,Devise,Date,Description,Montant
Dividendes,Data,USD,2025-03-20,ACME(US0000000019) Dividende en espèces USD 0.33 par action,40
Retenue à la source,Header,Devise,Date,Description,Montant,Code
Retenue à la source,Data,USD,2025-03-20,ACME(US0000000019) Dividende en espèces - US Impôts,-6,
Intérêts,Header,Devise,Date,Description,Montant
Intérêts,Data,USD,2025-03-05,Intérêts débiteurs,-0.79
`,
    ],
    [
      "Spanish",
      `Statement,Header,Nombre del campo,Valor del campo
Statement,Data,Period,"Enero 1, 2025 - Marzo 31, 2025"
Información sobre la cuenta,Header,Nombre del campo,Valor del campo
Información sobre la cuenta,Data,Cuenta,U7654321
Información sobre la cuenta,Data,Divisa base,EUR
Posiciones abiertas,Header,DataDiscriminator,Categoría de activo,Divisa,Símbolo,Cantidad,Mult.,Precio de coste,Base de coste,Precio de cierre,Valor,PyG no realizadas,Código
Posiciones abiertas,Data,Summary,Acciones,USD,ACME,10,1,100,1000,110,1100,100,
Operaciones,Header,DataDiscriminator,Categoría de activo,Divisa,Símbolo,Fecha/Hora,Cantidad,Precio trans.,Precio de cier.,Productos,Tarifa/com.,Básico,PyG realizadas,MTM P/G,Código
Operaciones,Data,Order,Acciones,USD,ACME,"2025-03-03, 10:00:00",10,100,100,-1000,-1,1001,0,0,O
Depósitos y retiradas,Header,Divisa,Fecha de liquidación,Descripción,Cantidad
Depósitos y retiradas,Data,USD,2025-02-10,Transferencia,1500
Dividendos,Header,Divisa,Fecha,Descripción,Cantidad
Dividendos,Data,USD,2025-03-20,ACME(US0000000019) Dividendo en efectivo USD 0.33 por acción,40
Dividendos,Data,Total Dividendos en EUR,,,36
Retención de impuestos,Header,Divisa,Fecha,Descripción,Cantidad,Código
Retención de impuestos,Data,USD,2025-03-20,ACME Dividendo - US Impuestos,-6,
Interés,Header,Divisa,Fecha,Descripción,Cantidad
Interés,Data,USD,2025-03-05,Interés deudor,-0.79
`,
    ],
    [
      "Russian",
      `Statement,Header,Название поля,Значение поля
Statement,Data,Period,"Январь 1, 2025 - Март 31, 2025"
Информация о счете,Header,Название поля,Значение поля
Информация о счете,Data,Счет,U7654321
Информация о счете,Data,Базовая валюта,EUR
Открытые позиции,Header,DataDiscriminator,Класс актива,Валюта,Символ,Количество,Множитель,Цена приобретения,Базисная цена,Цена закрытия,Стоимость,Нереализованная П/У,Код
Открытые позиции,Data,Summary,Акции,USD,ACME,10,1,100,1000,110,1100,100,
Сделки,Header,DataDiscriminator,Класс актива,Валюта,Символ,Дата/Время,Количество,Цена транзакции,Цена закрытия,Выручка,Комиссия/плата,Базис,Реализованная П/У,Рыноч. переоценка П/У,Код
Сделки,Data,Order,Акции,USD,ACME,"2025-03-03, 10:00:00",10,100,100,-1000,-1,1001,0,0,O
Внесение и вывод средств,Header,Валюта,Дата расчета,Описание,Сумма
Внесение и вывод средств,Data,USD,2025-02-10,Перевод,1500
Дивиденды,Header,Валюта,Дата,Описание,Сумма
Дивиденды,Data,USD,2025-03-20,ACME(US0000000019) Наличный дивиденд USD 0.33 на акцию,40
Дивиденды,Data,Всего,,,40
Удерживаемый налог,Header,Валюта,Дата,Описание,Сумма,Код
Удерживаемый налог,Data,USD,2025-03-20,ACME(US0000000019) Наличный дивиденд - US Налог,-6,
Процент,Header,Валюта,Дата,Описание,Сумма
Процент,Data,USD,2025-03-05,USD дебетовый процент,-0.79
`,
    ],
    [
      "Chinese",
      `Statement,标题,域名称,域值
Statement,数据,Period,2025年1月1日 - 2025年3月31日
账户信息,Header,域名称,域值
账户信息,Data,账户,U7654321
账户信息,Data,基础货币,EUR
未平仓持仓,Header,DataDiscriminator,资产分类,货币,代码,数量,合约乘数,成本价格,成本基础,收盘价格,价值,未实现的损益,代码
未平仓持仓,Data,汇总,股票,USD,ACME,10,1,100,1000,110,1100,100,
交易,Header,DataDiscriminator,资产分类,货币,代码,日期/时间,数量,交易价格,收盘价格,收益,佣金/税,基础,已实现的损益,按市值计算的损益,代码
交易,Data,订单,股票,USD,ACME,"2025-03-03, 10:00:00",10,100,100,-1000,-1,1001,0,0,O
存款和取款,Header,货币,结算日期,描述,金额
存款和取款,Data,USD,2025-02-10,Deposit,1500
股息,Header,货币,日期,描述,金额
股息,Data,USD,2025-03-20,ACME(US0000000019) 现金红利 USD 0.33 每股,40
股息,Data,总数,,,40
代扣税,Header,货币,日期,描述,金额,代码
代扣税,Data,USD,2025-03-20,ACME(US0000000019) US 税收,-6,
利息,Header,货币,日期,描述,金额
利息,Data,USD,2025-03-05,USD 借方利息,-0.79
`,
    ],
  ])("(%s) gives the same rows", (_language, text) => {
    const all = itemsIn(ibkrActivity, text);
    expect(all.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(all[0]).toMatchObject({ statement: { accountId: "U7654321", currency: "EUR", to: "2025-03-31" } });
    const drafts = draftsIn(ibkrActivity, text);
    expect(
      drafts.map((each) => [each.tradeType, each.assetType, each.symbol, each.quantity, each.currency, each.meta.netAmount].join(" ")),
    ).toEqual([
      "buy stock ACME 10 USD -1001",
      "deposit cash USD 1500 USD 1500",
      "dividend stock ACME 0 USD 40",
      expect.stringMatching(/^tax (?:stock ACME|cash USD) 0 USD -6$/),
      "interest cash USD 0 USD -0.79",
    ]);
    expect(drafts[0]?.meta.positionEffect).toBe("open");
    expect(all.flatMap((item) => (item.kind === "holding" ? [item.draft] : [])).at(-1)).toMatchObject({
      symbol: "ACME",
      quantity: "10",
      avgPrice: "100",
      costValue: "1000",
      marketValue: "1100",
    });
  });
});
