Ejemplo numérico: retropropagación en una red 2-2-2                                 operación 1 de 16 · iteración 1 de 1
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                                             x   W1   ⟦z1⟧   a1  W2   z2   ŷ
                                            0.1 ──┬──⟦0.41⟧→ ·  ──┬── ·  → ·
                                            0.5 ──┴──⟦0.47⟧→ ·  ──┴── ·  → ·
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
▸ z1 = W1·x + b1          │ tecla      qué hace
  a1 = σ(z1)              │ ────────────────────────────────────────────────────────────────────────────────────
  z2 = W2·a1 + b2         │ n → 5n     la operación siguiente (también el espacio); cinco más allá
  ŷ = σ(z2)               │ N b ←      la operación anterior
  e = ½·(y − ŷ)²          │ ] [ ↓ ↑    la misma operación de la iteración siguiente o anterior
  E = Σ e                 │ f F        la parte siguiente o anterior: hacia adelante, pérdida, atrás…
  δ2 = (ŷ − y) ⊙ σ'(z2)   │ g G 120g   la primera iteración, la última, la 120
  dW2 = δ2·a1ᵀ            │ /          busca una operación; después, n y N van de una a otra hasta Esc
  db2 = Σ δ2              │ Tab        entra en el resultado: flechas o hjkl; Esc sale
  δ1 = (W2ᵀ·δ2) ⊙ σ'(z1)  │ Enter      abre el número en un árbol, hasta los datos
  dW1 = δ1·xᵀ             │ w          los caminos por los que la pérdida depende de él
  db1 = Σ δ1              │ Re/Av Pág  mueve lo que no cabe
  W2 ← W2 − η·dW2         │ r          ejecuta hasta el final; cualquier tecla para
  b2 ← b2 − η·db2         │ s          cambia un ajuste, un peso o un dato: lr=0.5, W1[1,2]=0.4; antes y después
  W1 ← W1 − η·dW1         │ m '        marca este lugar; va al lugar marcado siguiente
  b1 ← b1 − η·db1         │ c e        ejemplos en filas o columnas; español o inglés
                          │ ? q        esta ayuda; salir
                          │
                          │
                          │
                          │
                          │
                          │
                          │
                          │
                          │
                          │
                          │
                          │
                          │
                          │
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
E = ·
↓ ↑ Re Pág y Av Pág mueven · Esc vuelve
