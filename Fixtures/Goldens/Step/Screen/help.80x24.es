Ejemplo numérico: retropropagación en una…  operación 1 de 16 · iteración 1 de 1
────────────────────────────────────────────────────────────────────────────────
                         x   W1   ⟦z1⟧   a1  W2   z2   ŷ
                        0.1 ──┬──⟦0.41⟧→ ·  ──┬── ·  → ·
                        0.5 ──┴──⟦0.47⟧→ ·  ──┴── ·  → ·
────────────────────────────────────────────────────────────────────────────────
▸ z1 = W1·x + b1          │ tecla      qué hace
  a1 = σ(z1)              │ ──────────────────────────────────────────────────
  z2 = W2·a1 + b2         │ n → 5n     la operación siguiente (también el
  ŷ = σ(z2)               │            espacio); cinco más allá
  e = ½·(y − ŷ)²          │ N b ←      la operación anterior
  E = Σ e                 │ ] [ ↓ ↑    la misma operación de la iteración
  δ2 = (ŷ − y) ⊙ σ'(z2)   │            siguiente o anterior
  dW2 = δ2·a1ᵀ            │ f F        la parte siguiente o anterior: hacia
  db2 = Σ δ2              │            adelante, pérdida, atrás…
  δ1 = (W2ᵀ·δ2) ⊙ σ'(z1)  │ g G 120g   la primera iteración, la última, la 120
  dW1 = δ1·xᵀ             │ /          busca una operación; después, n y N van
  db1 = Σ δ1              │            de una a otra hasta Esc
  W2 ← W2 − η·dW2         │ Tab        entra en el resultado: flechas o hjkl;
  b2 ← b2 − η·db2         │            Esc sale
  W1 ← W1 − η·dW1         │ quedan 14 líneas: Av Pág (Page Down)
────────────────────────────────────────────────────────────────────────────────
E = ·
↓ ↑ Re Pág y Av Pág mueven · Esc vuelve
