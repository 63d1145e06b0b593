Ejemplo numérico: retropropagación en una…  operación 2 de 16 · iteración 1 de 1
────────────────────────────────────────────────────────────────────────────────
                       x   W1    z1     ⟦a1⟧   W2   z2   ŷ
                      0.1 ──┬── 0.41 →⟦0.6011⟧──┬── ·  → ·
                      0.5 ──┴── 0.47 →⟦0.6154⟧──┴── ·  → ·
────────────────────────────────────────────────────────────────────────────────
  z1 = W1·x + b1          │   a⁽¹⁾₁ = 0.60109
▸ a1 = σ(z1)              │   a1 = σ(z1)   propagación hacia adelante
  z2 = W2·a1 + b2         │   a⁽¹⁾₁ = σ(z⁽¹⁾₁) = σ(0.41) = 0.60109
  ŷ = σ(z2)               │     z⁽¹⁾₁ = w⁽¹⁾₁,₁·x₁ + w⁽¹⁾₁,₂·x₂ + b⁽¹⁾
  e = ½·(y − ŷ)²          │         = 0.1·0.1 + 0.3·0.5 + 0.25 = 0.41
  E = Σ e                 │       suma ponderada
  δ2 = (ŷ − y) ⊙ σ'(z2)   │       w⁽¹⁾₁,₁ = 0.1   pesos de la capa oculta
  dW2 = δ2·a1ᵀ            │                       (parámetro, su valor en esta
  db2 = Σ δ2              │                       iteración)
  δ1 = (W2ᵀ·δ2) ⊙ σ'(z1)  │       x₁ = 0.1        entradas (dato)
  dW1 = δ1·xᵀ             │       w⁽¹⁾₁,₂ = 0.3   pesos de la capa oculta
  db1 = Σ δ1              │                       (parámetro, su valor en esta
  W2 ← W2 − η·dW2         │                       iteración)
  b2 ← b2 − η·db2         │       x₂ = 0.5        entradas (dato)
  W1 ← W1 − η·dW1         │ quedan 3 líneas: Av Pág (Page Down)
────────────────────────────────────────────────────────────────────────────────
E = ·
↓ ↑ Re Pág y Av Pág mueven · Esc vuelve
