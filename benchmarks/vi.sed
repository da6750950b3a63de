# The tables of benchmarks/bench and scripts/eval for README.vi.md: headings, sentences, decimal commas.
s/\| pages \|/| trang |/
s/\| pages\/s \|/| trang mỗi giây |/
s/\| CPU s a page \|/| giây CPU mỗi trang |/
s/\| word F1 \|/| F1 theo từ |/
s/\| word F1 of tesseract \|/| F1 theo từ của tesseract |/
s/\| x ([a-zA-Z0-9-]+) /| so với \1 /g
s/^AVX2 only:$/Chỉ dùng AVX2:/
s/ cores, kernel / nhân, kernel /
s/; commit ([^,]+), seed ([0-9]+), ([0-9]+) runs/; commit \1, seed \2, \3 lượt/
s/ \(OCRmyPDF ([0-9]+)\), load/ (OCRmyPDF \1 lượt), load/
s/, load at the start /, tải lúc bắt đầu /
s/tesseract-strong: none/tesseract-strong: không có/

s/\| condition \|/| điều kiện |/
s/\| characters \|/| ký tự |/
s/\| CER % \|/| lỗi ký tự % |/
s/\| tone placement folded % \|/| không kể chỗ đặt dấu thanh % |/
s/\| marks removed % \|/| bỏ hết dấu % |/
s/\| blocks in order too % \|/| kể cả thứ tự khối % |/
s/\| right of words >= \.99 % \|/| đúng trong các từ có độ tin cậy từ 0,99 % |/
s/\| right words that are so sure % \|/| từ đúng đạt độ tin cậy đó % |/
s/\| plain tesseract CER % \|/| lỗi ký tự của tesseract % |/
s/\| its word F1 \|/| F1 theo từ của tesseract |/
s/\| missing \|/| thiếu |/
s/\| page kind % \|/| đúng kiểu trang % |/
s/\| papers \|/| giấy tờ |/
s/\| boundary F1 % \|/| F1 ranh giới % |/
s/\| type % \|/| đúng loại % |/
s/\| no review % \|/| không cần xem lại % |/
s/\| of these right % \|/| trong đó đúng % |/
s/\| identifiers found % \(of\) \|/| số định danh tìm thấy % (trên tổng) |/
s/\| accepted, % of printed \|/| được chấp nhận, % số đã in |/
s/\| accepted wrong, 95 % bound \|/| chấp nhận sai, cận trên 95 % |/
s/\| fields exact % \(of\) \|/| trường chính xác % (trên tổng) |/
s/\| right of accepted fields % \|/| đúng trong các trường được chấp nhận % |/
s/^([0-9]+) generated dossiers, ([0-9]+) pages, seed ([0-9]+)/\1 hồ sơ được tạo, \2 trang, seed \3/
s/^([0-9]+) generated pages of letters, decisions, forms and certificates in held-out faces and wordings, seed /\1 trang được tạo (công văn, quyết định, tờ khai, giấy chứng nhận) với phông chữ và câu chữ để riêng, seed /
s/, held-out faces and wordings/, phông chữ và câu chữ để riêng/
s/, engine (.*):$/, bộ nhận dạng \1:/
/^\|/ {
    s/([0-9])\.([0-9])/\1,\2/g
    s/([0-9]) of ([0-9])/\1 trên \2/g
    s/^\| all \|/| tất cả |/
    s/^\| clean \|/| sạch |/
    s/^\| office \|/| văn phòng |/
    s/^\| turned \|/| xoay |/
    s/^\| phone \|/| chụp điện thoại |/
    s/^\| poor \|/| kém |/
}
